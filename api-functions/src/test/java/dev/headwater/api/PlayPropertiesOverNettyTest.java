package dev.headwater.api;

class PlayPropertiesOverNettyTest extends PlayProperties implements OverNetty {}
