package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OriginOverLambdaTest {
    @Nested
    class Open extends OriginSuite implements OverLambda {}

    @Nested
    class Closed extends HttpSuite implements OverLambda {
        @Override
        void fill() {}

        @Test
        void withoutEdgesThereIsNothing() {
            for (String target : new String[] {"/internal/edge/keys", "/internal/edge/objects/hls/1/a"}) {
                assertThat(send(Ask.get(target).with("Authorization", "Bearer x"))
                                .status())
                        .isEqualTo(404);
                assertThat(get(target).status()).isEqualTo(404);
            }
        }
    }
}
