package dev.headwater.api;

class PlayPropertiesOverLambdaTest extends PlayProperties implements OverLambda {}
