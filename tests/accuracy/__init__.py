"""How often the tool is right, measured on labelled stories; and the fitting of the weights that it judges with."""
