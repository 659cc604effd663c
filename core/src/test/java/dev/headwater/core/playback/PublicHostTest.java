package dev.headwater.core.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PublicHostTest {
    @Test
    void aHostThatCouldMeanSomethingInAPolicyIsNone() {
        assertThat(PublicHost.parse("http", "tv.example:8080"))
                .map(PublicHost::base)
                .contains("http://tv.example:8080");
        assertThat(PublicHost.parse("http", "[::1]:8080")).map(PublicHost::base).contains("http://[::1]:8080");
        assertThat(PublicHost.parse("https", "tv.example"))
                .map(PublicHost::base)
                .contains("https://tv.example");
        for (String bad : List.of("*", "a*b:80", "a?b", "a\"b", "a b", "", "a/b", "a:99999", "a@b", "[a*]")) {
            assertThat(PublicHost.parse("http", bad)).as(bad).isEmpty();
        }
    }
}
