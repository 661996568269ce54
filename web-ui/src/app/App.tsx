import { FleetPage } from '../fleet/FleetPage';
import { HullDefs } from '../charts/Hull';
import { TimelinePage } from '../timeline/TimelinePage';
import { Header } from './Header';
import { NotFound } from './NotFound';
import { usePlace } from './router';

const RUN = /^\/runs\/([^/]+)\/?$/;

export function App() {
  const place = usePlace();
  const run = RUN.exec(place.path)?.[1];
  return (
    <>
      <HullDefs />
      <Header />
      {place.path === '/' ? (
        <FleetPage />
      ) : run ? (
        <TimelinePage runId={decode(run)} search={place.search} />
      ) : (
        <NotFound what="There is no page at this address." />
      )}
    </>
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
