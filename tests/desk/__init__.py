"""The verbs of the product, without a screen."""
