"""`./run lighthouse`: what Lighthouse says of the site, as rows with bounds."""
