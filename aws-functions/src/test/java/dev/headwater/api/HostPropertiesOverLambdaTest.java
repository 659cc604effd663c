package dev.headwater.api;

class HostPropertiesOverLambdaTest extends HostProperties implements OverLambda {}
