"""Reports: one page from several views, as HTML with its pictures, and as Markdown."""
