/* The tests' small tree has a mm/ as trees do. */
