package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where nobody holds endless streams, none is promised and none is given. */
abstract class NoStreamsSuite extends HttpSuite {
    private final Fill fill = new Fill(headend);
    private int channel;

    @Override
    public HttpDoor open(Headend over) {
        return LambdaDoor.open(over, null);
    }

    @Override
    void fill() {
        fill.line("ada", "s3cret-word");
        channel = fill.channelOnAir("One").id();
    }

    @Test
    void noneIsGiven() {
        assertThat(app.get("/live/ada/s3cret-word/" + channel + ".ts").status()).isEqualTo(403);
        assertThat(app.get("/live/ada/wrong/" + channel + ".ts").status()).isEqualTo(401);
        assertThat(app.get("/live/ada/s3cret-word/99.ts").status()).isEqualTo(404);
        assertThat(app.enter(channel).status()).isEqualTo(200);
    }

    @Test
    void noneIsPromised() {
        assertThat(get("/player_api.php?username=ada&password=s3cret-word")
                        .json()
                        .at("/user_info/allowed_output_formats"))
                .extracting(format -> format.asText())
                .containsExactly("m3u8");
        assertThat(get("/get.php?username=ada&password=s3cret-word&type=m3u_plus")
                        .uris())
                .allMatch(uri -> uri.endsWith(".m3u8"));
    }
}
