namespace parlance {}
