"""From finished Markdown to a published site: settings, engine, gate, and the swap."""
