package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class PlayOverLambdaTest {
    @Nested
    class Play extends PlaySuite implements OverLambda {}

    @Nested
    class Keys extends KeySuite implements OverLambda {}

    @Nested
    class Languages extends LanguagesSuite implements OverLambda {}

    @Nested
    class Films extends FilmSuite implements OverLambda {}

    @Nested
    class Refusals extends PlayRefusalsSuite implements OverLambda {}

    @Nested
    class Hostile extends HostileSuite implements OverLambda {}

    @Nested
    class HostileUrls extends HostileUrlsSuite implements OverLambda {}

    @Nested
    class Connections extends ConnectionsSuite implements OverLambda {}

    @Nested
    class Slates extends SlatesSuite implements OverLambda {}

    @Nested
    class StreamsElsewhere extends StreamsElsewhereSuite implements OverLambda {}

    @Nested
    class NoStreams extends NoStreamsSuite {}

    @Nested
    class Stream extends StreamSuite implements OverLambda {}

    @Nested
    class Past extends PastSuite implements OverLambda {}
}
