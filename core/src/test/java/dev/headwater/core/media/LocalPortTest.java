package dev.headwater.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What excludes what was tried with sockets of Linux, bound as sources bind theirs. */
class LocalPortTest {
    private static final String KEY = "abcdefgh12345678";

    private static LocalPort of(String url) {
        return LocalPort.of(new Source(url)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "udp://:5000, udp://:5000",
        "udp://:5000, rtp://:5000",
        "udp://:5000, udp://0.0.0.0:5000",
        "udp://:5000, udp://192.168.1.5:5000",
        "udp://:5000, udp://[::1]:5000",
        "udp://:5000, udp://@239.1.1.1:5000",
        "udp://192.168.1.5:5000, rtp://192.168.1.5:5000",
        "udp://[::1]:5000, udp://[0:0:0:0:0:0:0:1]:5000",
        "udp://:5000, srt://:5000?mode=listener",
        "srt://:5000?mode=listener, srt://:5000?mode=listener&latency=50",
        "srt://:5000?mode=listener, udp://@239.1.1.1:5000",
        "srt://:5000?mode=listener, srt://192.168.1.5:5000?mode=listener",
        "srt://[::]:5000?mode=listener, udp://[::1]:5000",
        "rtmp://:5000/live/" + KEY + "?listen, rtmp://192.168.1.5:5000/other/" + KEY + "?listen"
    })
    void oneOfThemAloneCanHaveThePort(String one, String other) {
        assertThat(of(one).excludes(of(other))).isTrue();
        assertThat(of(other).excludes(of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "udp://:5000, udp://:5002",
        "udp://192.168.1.5:5000, udp://192.168.1.6:5000",
        "udp://192.168.1.5:5000, udp://@239.1.1.1:5000",
        "udp://@239.1.1.1:5000, udp://@239.1.1.2:5000",
        "udp://@239.1.1.1:5000, udp://@239.1.1.1:5000",
        "udp://@239.1.1.1:5000?iface=eth0, rtp://@239.1.1.1:5000?iface=eth1",
        "srt://:5000?mode=listener, udp://[::1]:5000",
        "udp://:5000, rtmp://:5000/live/" + KEY + "?listen"
    })
    void bothCanBeListenedOn(String one, String other) {
        assertThat(of(one).excludes(of(other))).isFalse();
        assertThat(of(other).excludes(of(one))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testcard:",
                "http://h:5000/x",
                "srt://h:5000",
                "rtmp://h:5000/live/news",
                "rtsp://h:5000/news",
                "udp://999.1.1.1:5000",
                "sealed:abcd"
            })
    void othersListenNowhere(String url) {
        assertThat(LocalPort.of(new Source(url))).isEmpty();
    }

    @Test
    void peopleCallItByItsNumber() {
        assertThat(of("rtp://192.168.1.5:5004")).hasToString("UDP port 5004");
    }
}
