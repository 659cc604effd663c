package dev.headwater.api;

class HostPropertiesOverNettyTest extends HostProperties implements OverNetty {}
