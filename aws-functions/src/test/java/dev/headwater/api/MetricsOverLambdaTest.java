package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MetricsOverLambdaTest {
    @Nested
    class Ready extends ReadySuite implements OverLambda {}

    @Nested
    class RequestIds extends RequestIdsSuite implements OverLambda {}

    /** Metrics are written where a function runs, and read nowhere else. */
    @Nested
    class Metrics extends HttpSuite implements OverLambda {
        @Override
        void fill() {}

        @Test
        void thereIsNoPageOfThem() {
            assertThat(get("/metrics").status()).isEqualTo(404);
            assertThat(send(Ask.get("/metrics").toHost("localhost")).status()).isEqualTo(404);
        }
    }
}
