package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.LineStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists are rendered once and served many times: encodings, entity tags, changes. */
abstract class PreparedListsSuite extends XtreamSuite {
    private static final String STREAMS = action("get_live_streams");

    @Override
    void fill() {
        super.fill();
        fill.channel("One", "News");
        fill.channel("Two", "Sport");
    }

    @Test
    void gzipIsForThoseWhoTakeIt() {
        for (String takes :
                List.of("gzip", "gzip, deflate, br", "deflate, gzip;q=0.5", "GZIP", "br;q=1.0,gzip;q=0.1")) {
            Reply reply = send(Ask.get(STREAMS).with("Accept-Encoding", takes));
            assertThat(reply.header("Content-Encoding")).as(takes).hasValue("gzip");
            assertThat(reply.header("Vary")).hasValue("Accept-Encoding");
            assertThat(reply.unzipped()).isEqualTo(get(STREAMS).rows());
        }
        for (String takesNot : List.of("identity", "br", "gzip;q=0", "deflate, gzip;q=0.000", "gzipped", "")) {
            Reply reply = send(Ask.get(STREAMS).with("Accept-Encoding", takesNot));
            assertThat(reply.header("Content-Encoding")).as(takesNot).isEmpty();
            assertThat(reply.header("Vary")).hasValue("Accept-Encoding");
            assertThat(reply.rows()).hasSize(2);
        }
        assertThat(get(STREAMS).header("Content-Encoding")).isEmpty();
        Reply empty = send(Ask.get(STREAMS + "&category_id=99").with("Accept-Encoding", "gzip"));
        assertThat(empty.text()).isEqualTo("[]");
        assertThat(empty.header("Content-Encoding")).isEmpty();
    }

    @Test
    void whoHasAListIsNotSentItAgain() {
        for (String encoding : List.of("gzip", "identity")) {
            Ask ask = Ask.get(STREAMS).with("Accept-Encoding", encoding);
            String etag = send(ask).header("ETag").orElseThrow();
            assertThat(etag).matches("\"[^\"]+\"");
            for (String known : List.of(etag, "W/" + etag, "\"other\", " + etag)) {
                Reply reply = send(ask.with("If-None-Match", known));
                assertThat(reply.status()).isEqualTo(304);
                assertThat(reply.body()).isEmpty();
                assertThat(reply.header("ETag")).hasValue(etag);
            }
            assertThat(send(ask.with("If-None-Match", "\"other\"")).status()).isEqualTo(200);
        }
        Optional<String> zipped =
                send(Ask.get(STREAMS).with("Accept-Encoding", "gzip")).header("ETag");
        assertThat(get(STREAMS).header("ETag")).isNotEqualTo(zipped);
        assertThat(get(STREAMS).header("ETag"))
                .isNotEqualTo(
                        send(Ask.get(STREAMS).with("Accept-Encoding", "gzip")).header("ETag"));
    }

    @Test
    void aChangeIsShownOnceItIsPublished() {
        String before = get(STREAMS).header("ETag").orElseThrow();
        fill.channel("Three", "News");
        assertThat(get(STREAMS).rows()).hasSize(2);
        publish();
        Eventually.holds(
                "the list shows three channels", () -> get(STREAMS).rows().size() == 3);
        assertThat(send(Ask.get(STREAMS).with("If-None-Match", before)).status())
                .isEqualTo(200);
        assertThat(get(action("get_live_streams&category_id=1")).rows()).hasSize(2);
        assertThat(get("/get.php?username=ada&password=s3cret-word").uris()).hasSize(3);
    }

    @Test
    void aChangeOfABouquetIsAChange() {
        headend.bouquets().add("basic", Set.of(fill.find(1)));
        basicLine();
        String list = login("basic", PASSWORD) + "&action=get_live_streams";
        assertThat(get(list).rows()).hasSize(1);
        headend.bouquets().add("basic", Set.of(fill.find(2)));
        publish();
        Eventually.holds("the list shows both channels", () -> get(list).rows().size() == 2);
    }

    private void basicLine() {
        fill.line("basic", PASSWORD, l -> l.withAccess(List.of("basic"), 1, null, LineStatus.ACTIVE));
    }
}
