import { type NavigateOptions, type RegisteredRouter, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/**
 * Leads to another page as soon as it is drawn, once. (The router's own `Navigate` goes again each
 * time it is drawn, and a page that looks at the address is drawn each time one goes.)
 */
export function Redirect<const To extends string | undefined>(
  props: NavigateOptions<RegisteredRouter, string, To>,
) {
  const navigate = useNavigate();
  const first = useRef(props);
  useEffect(() => {
    void navigate(first.current as NavigateOptions);
  }, [navigate]);
  return null;
}
