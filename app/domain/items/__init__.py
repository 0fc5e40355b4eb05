"""Items of a website, one module a kind: values and rules."""
