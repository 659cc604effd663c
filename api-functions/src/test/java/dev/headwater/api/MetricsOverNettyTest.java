package dev.headwater.api;

import org.junit.jupiter.api.Nested;

class MetricsOverNettyTest {
    @Nested
    class Metrics extends MetricsSuite implements OverNetty {}

    @Nested
    class Ready extends ReadySuite implements OverNetty {}

    @Nested
    class RequestIds extends RequestIdsSuite implements OverNetty {}
}
