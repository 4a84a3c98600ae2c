"""From a handbook to finished pages, forms and data; pure."""
