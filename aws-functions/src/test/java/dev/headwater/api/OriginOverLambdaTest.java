package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Edges of the cloud read the bucket itself: no function hands anything out to them. */
class OriginOverLambdaTest extends HttpSuite implements OverLambda {
    @Override
    void fill() {}

    @Test
    void thereIsNothing() {
        for (String target : new String[] {"/internal/edge/keys", "/internal/edge/objects/hls/1/a"}) {
            assertThat(send(Ask.get(target).with("Authorization", "Bearer x")).status())
                    .isEqualTo(404);
            assertThat(get(target).status()).isEqualTo(404);
        }
    }
}
