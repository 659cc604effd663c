package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.core.account.LineStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** {@code panel_api.php} and {@code enigma2.php}: what the oldest apps and set-top boxes ask. */
abstract class PanelSuite extends XtreamSuite {
    private static final String PANEL = "/panel_api.php?username=ada&password=s3cret-word";
    private static final String BOX = "/enigma2.php?username=ada&password=s3cret-word";
    private int channel;
    private int film;

    @Override
    void fill() {
        super.fill();
        channel = fill.channel("One & <two> ]]>", "News", c -> Fill.described(c, "https://x.example/l.png?a&b", "1", 7))
                .id();
        film = fill.movie("Film").id();
        fill.episode("Show");
    }

    @Test
    void onePanelAnswerHoldsAll() {
        JsonNode panel = get(PANEL).json();
        Census.matches(panel.get("user_info"), Census.USER_INFO);
        Census.matches(panel.get("server_info"), Census.SERVER_INFO);
        assertThat(panel.at("/categories/live/0/category_name").textValue()).isEqualTo("News");
        assertThat(panel.at("/categories/movie")).hasSize(1);
        assertThat(panel.at("/categories/series")).hasSize(1);
        JsonNode channels = panel.get("available_channels");
        assertThat(channels).hasSize(2);
        Map<String, String> live = new TreeMap<>(Census.STREAM);
        live.putAll(Map.of(
                "type_name", "string",
                "category_name", "string",
                "series_no", "null",
                "live", "string:1",
                "container_extension", "string:ts"));
        Census.matches(channels.get(Integer.toString(channel)), live);
        Map<String, String> movie = new TreeMap<>(Census.MOVIE);
        movie.putAll(Map.of("type_name", "string", "category_name", "string", "series_no", "null", "live", "string:0"));
        Census.matches(channels.get(Integer.toString(film)), movie);
    }

    @Test
    void thePanelSaysAsWhatAChannelOfFragmentsIsToBeHad() {
        int fragments = fill.channel("Two", "News", Fill::ofFragments).id();
        publish();
        assertThat(get(PANEL)
                        .json()
                        .at("/available_channels/" + fragments + "/container_extension")
                        .textValue())
                .isEqualTo("m3u8");
    }

    @Test
    void thePanelIsZippedForThoseWhoTakeIt() {
        ObjectNode zipped = (ObjectNode)
                send(Ask.get(PANEL).with("Accept-Encoding", "gzip")).unzipped();
        assertThat(zipped).isEqualTo(get(PANEL).json());
        assertThat(send(Ask.form("/panel_api.php", "username=ada&password=s3cret-word"))
                        .json())
                .isEqualTo(zipped);
    }

    @Test
    void headsAreToldWithoutWriting() {
        for (String target : List.of(PANEL, BOX + "&type=get_live_streams")) {
            Reply head = send(Ask.of("HEAD", target));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Length")).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo(get(target).header("Content-Type"));
        }
    }

    @Test
    void answersAreKeptUntilSomethingIsAnother() {
        String first = get(PANEL).text();
        headend.clock().advance(Duration.ofSeconds(30));
        assertThat(get(PANEL).text()).isEqualTo(first);
        fill.channel("Two", "News");
        publish();
        assertThat(get(PANEL).json().get("available_channels")).hasSize(3);
        headend.clock().advance(Duration.ofMinutes(1));
        assertThat(get(PANEL).json().at("/server_info/timestamp_now").longValue())
                .isEqualTo(headend.clock().instant().getEpochSecond());
    }

    @Test
    void thePanelRefusesAsTheApiDoes() {
        assertThat(get(PANEL.replace("s3cret", "wrong"))
                        .json()
                        .at("/user_info/auth")
                        .intValue())
                .isZero();
        fill.line("banned", PASSWORD, l -> l.withAccess(l.bouquets(), 1, null, LineStatus.BANNED));
        JsonNode banned = get(PANEL.replace("ada", "banned")).json();
        assertThat(banned.at("/user_info/status").textValue()).isEqualTo("Banned");
        assertThat(banned.has("available_channels")).isFalse();
        fill.line("nothing", PASSWORD, l -> l.withAccess(List.of("none"), 1, null, LineStatus.ACTIVE));
        assertThat(get(PANEL.replace("ada", "nothing")).json().get("available_channels"))
                .isEmpty();
    }

    @Test
    void aBoxBrowsesCategoriesAndWhatIsInThem() throws Exception {
        Document categories = xml(BOX + "&type=get_live_categories");
        assertThat(texts(categories, "title")).containsExactly(base64("News"));
        String list = texts(categories, "playlist_url").getFirst();
        assertThat(list).startsWith("http://tv.example:8080" + BOX + "&type=get_live_streams&cat_id=");
        Document streams = xml(list.substring("http://tv.example:8080".length()));
        assertThat(texts(streams, "title")).containsExactly(base64("One & <two> ]]>"));
        assertThat(texts(streams, "desc_image")).containsExactly("https://x.example/l.png?a&b");
        assertThat(texts(streams, "stream_url"))
                .containsExactly("http://tv.example:8080/live/ada/s3cret-word/" + channel + ".ts");
        assertThat(texts(xml(BOX + "&type=get_vod_streams&cat_id=0"), "stream_url"))
                .containsExactly("http://tv.example:8080/movie/ada/s3cret-word/" + film + ".mp4");
        assertThat(texts(xml(BOX + "&type=get_live_streams&cat_id=99"), "title"))
                .isEmpty();
        assertThat(texts(xml(BOX + "&type=get_series"), "title")).containsExactly(base64("Show"));
        assertThat(get(BOX.replace("s3cret", "wrong")).status()).isEqualTo(403);
    }

    private Document xml(String target) throws Exception {
        Reply reply = get(target);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("text/xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(reply.body()));
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
