import { createRef } from 'react';
import { createRoot } from 'react-dom/client';
import { ParlanceWidget, type WidgetHandle, type WidgetProps } from './index';

// Puts the widget on a page without React; the loader calls it.
export function mount(props: Omit<WidgetProps, 'handle'>): WidgetHandle {
  const handle = createRef<WidgetHandle>();
  const place = document.createElement('div');
  document.body.append(place);
  createRoot(place).render(<ParlanceWidget {...props} handle={handle} />);
  return {
    open: () => handle.current?.open(),
    close: () => handle.current?.close(),
    logout: () => handle.current?.logout(),
  };
}
