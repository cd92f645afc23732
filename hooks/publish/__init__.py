"""From a built folder to a published one. Knows neither the engine nor the guide."""
