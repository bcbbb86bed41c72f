export { Api, ApiError, type GetToken } from './api';
export { Conversation, type Draft, type View } from './conversation';
export { Outbox, subjectOf } from './outbox';
export type * from './protocol';
export type { Status } from './transport';
