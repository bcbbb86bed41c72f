export { Api, ApiError, type GetToken } from './api';
export { Chat, type ChatOptions, type ChatState } from './chat';
export { Conversation } from './conversation';
export { Outbox, subjectOf } from './outbox';
export type * from './protocol';
export { unreadIn, type Draft, type Status, type View } from './view';
