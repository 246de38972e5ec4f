"""One deed for several rows of a list: asked once, done one by one by the same actions as everywhere."""
