package dev.headwater.api;

class PlaylistOverNettyTest extends PlaylistSuite implements OverNetty {}
