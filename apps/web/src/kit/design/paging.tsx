import ArrowLeft from 'lucide-react/icons/arrow-left';
import ArrowRight from 'lucide-react/icons/arrow-right';
import { Button } from './button.js';
import { m } from '../../paraglide/messages.js';

interface Props {
  page: number;
  size: number;
  total: number;
  onPage: (page: number) => void;
}

export function Paging({ page, size, total, onPage }: Props) {
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  function turn(next: number) {
    onPage(next);
    window.scrollTo({ top: 0 });
  }
  return (
    <nav className="row paging" aria-label={m.pages()}>
      {page > 1 && (
        <Button onClick={() => turn(page - 1)}>
          <ArrowLeft aria-hidden size={18} />
          {m.page_before()}
        </Button>
      )}
      <span className="figures">{m.page_of({ page, pages })}</span>
      {page < pages && (
        <Button onClick={() => turn(page + 1)}>
          {m.page_next()}
          <ArrowRight aria-hidden size={18} />
        </Button>
      )}
    </nav>
  );
}
