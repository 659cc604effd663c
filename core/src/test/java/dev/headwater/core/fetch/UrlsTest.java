package dev.headwater.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlsTest {
    @ParameterizedTest
    @CsvSource({
        "http://h/live/a.m3u8?x=1, ?t=2, http://h/live/a.m3u8?t=2",
        "http://h/live/a.m3u8?x=1#y, ?, http://h/live/a.m3u8?",
        "http://h?x=1, ?t=2, http://h?t=2",
        "http://h/live/a.m3u8?x=1, b.ts, http://h/live/b.ts",
        "http://h/live/a.m3u8, /b.ts?c, http://h/b.ts?c",
        "http://h/live/a.m3u8, //i/b.ts, http://i/b.ts",
        "http://h?x=1, b.ts, http://h/b.ts",
        "http://h/live/a.m3u8, b[1].ts?c[]=d, http://h/live/b%5B1%5D.ts?c[]=d",
        "http://h/, http://[2001:db8::1]:80/[x], http://[2001:db8::1]:80/%5Bx%5D"
    })
    void whatIsFoundBehindAUrlIsReadAsRfc3986Says(String base, String text, String found) throws IOException {
        assertThat(Urls.absolute(URI.create(base), text)).hasToString(found);
    }

    @Test
    void anUnderscoreInAHostIsNamed() {
        assertThatThrownBy(() -> Urls.parse("http://ada:secret@my_host/x"))
                .hasMessage("the source names a host with an underscore, which no host's name has");
        assertThatThrownBy(() -> Urls.parse("http://a_b:c@/x")).hasMessage("the source names a URL without a host");
    }
}
