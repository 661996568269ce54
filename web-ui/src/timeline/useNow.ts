import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/clock';

/**
 * The collector's time on whole seconds, one step a second: charts move once a second and not in
 * between. Stands still while `running` is false, so that a lost collector does not push its last
 * data out of sight.
 */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(wholeSecond);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      if (!document.hidden) setNow(wholeSecond());
    }, 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

useNow.clock = serverNow;

function wholeSecond(): number {
  return Math.floor(serverNow() / 1000) * 1000;
}
