"""What stands in a page's head for search engines and for whoever shares it, and what their robots ask for."""
