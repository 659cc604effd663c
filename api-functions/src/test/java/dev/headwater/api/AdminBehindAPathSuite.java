package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.http.FrontDoor;
import dev.headwater.api.http.TrustedProxies;
import dev.headwater.api.http.ViewerCountries;
import dev.headwater.core.playback.PublicUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The admin plane behind a URL with a path, which the proxy takes away or leaves. */
abstract class AdminBehindAPathSuite extends AdminSuite {
    private static final int MORE_THAN_ALLOWED = (64 << 10) + 1;
    private static final List<String> PATHS = List.of("", "/my/tv", "//my/tv");

    @Override
    void fill() {
        headend.front(new FrontDoor(
                PublicUrl.parse("https://tv.example/my/tv"), TrustedProxies.NONE, ViewerCountries.DEFAULT));
    }

    @Test
    void bodiesHaveTheSameLimit() {
        String large = "{\"name\":\"" + "x".repeat(MORE_THAN_ALLOWED) + "\"}";
        for (String path : PATHS) {
            Ask ask = Ask.of("POST", path + API + "/lines")
                    .with("Authorization", "Bearer " + OWNER)
                    .with("Content-Type", "application/json");
            Reply refused = send(ask.withBody(large));
            assertThat(refused.status()).as(path).isEqualTo(413);
            // Of the admin plane: no page of another origin reads it.
            assertThat(refused.header("Access-Control-Allow-Origin")).as(path).isEmpty();
            assertThat(send(ask.withBody("{}")).status()).as(path).isEqualTo(422);
        }
    }

    @Test
    void uploadsAreLarger() {
        String large = "x".repeat(MORE_THAN_ALLOWED);
        for (String path : PATHS) {
            String id = post(OWNER, "/uploads", "{\"name\":\"one.m3u\",\"size\":%d}".formatted(large.length()))
                    .json()
                    .path("id")
                    .asText();
            Reply sent = send(Ask.of("PUT", path + API + "/uploads/" + id)
                    .with("Authorization", "Bearer " + OWNER)
                    .with("Content-Type", "application/octet-stream")
                    .withBody(large));
            assertThat(sent.status()).as(path + " " + sent.text()).isLessThan(300);
        }
    }
}
