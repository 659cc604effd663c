package dev.headwater.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotedSlatesTest {
    private static final CheckLimits LIMITS = new CheckLimits(Optional.of(Duration.ofSeconds(8)), 100);

    @ParameterizedTest
    @CsvSource({
        "limit,the line is full",
        "inuse,another device",
        "expired,expired",
        "inusef,another device",
        "bannedv,banned",
        "new,'new'"
    })
    void aSlateIsNoStreamAndBreaksNothing(String slate, String why) throws Exception {
        FakeStream stream = new FakeStream().answer("360p/seg-103.ts", null);
        CheckReport report = check(url -> {
            URI edge = URI.create("http://edge.test/hls/0/" + slate + "/slate/1.ts");
            return new Web.Answer(
                    url.getPath().endsWith("seg-102.ts") ? edge : url,
                    stream.get(url).body());
        });
        assertThat(report.instead()).contains(why);
        assertThat(report.rules()).isEmpty();
        assertThat(report.isOk()).isFalse();
    }

    @Test
    void aStreamOfOurEdgesIsNoSlate() throws Exception {
        FakeStream stream = new FakeStream();
        CheckReport report = check(url -> new Web.Answer(
                url.getPath().endsWith(".ts") ? URI.create("http://edge.test/hls/10/360p/1.ts") : url,
                stream.get(url).body()));
        assertThat(report.instead()).isNull();
        assertThat(report.isOk()).as("%s", report).isTrue();
    }

    @Test
    void whatEndsAsMpegTsIsAskedForAsHls() throws Exception {
        FakeStream stream = new FakeStream();
        byte[] clip = FakeStream.segment("360p", 1).bytes();
        Web web = url -> {
            if (url.getPath().equals("/live/1.ts")) {
                return new Web.Answer(url, new ByteArrayInputStream(clip));
            }
            URI edge = URI.create("http://edge.test/hls/0/limit/slate/1.ts");
            return new Web.Answer(
                    url.getPath().endsWith(".ts") ? edge : url, stream.get(url).body());
        };
        CheckReport report = new StreamCheck(web, pause -> {}, (done, all, segments) -> {})
                .check(URI.create("http://origin.test/live/1.ts"), LIMITS);
        assertThat(report.instead()).contains("the line is full");
    }

    private static CheckReport check(Web web) throws Exception {
        return new StreamCheck(web, pause -> {}, (done, all, segments) -> {}).check(FakeStream.MASTER, LIMITS);
    }
}
