package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.Credentials;
import dev.headwater.core.media.Rendition;
import io.lindstrom.m3u8.model.MasterPlaylist;
import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.model.Variant;
import io.lindstrom.m3u8.parser.MasterPlaylistParser;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import io.lindstrom.m3u8.parser.PlaylistParserException;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** What holds on every way from an entry to a segment. Each try brings its own line and channel. */
abstract class PlayProperties implements Doors {
    private static final int TRIES = 100;
    private final Headend headend = new Headend();
    private final Fill fill = new Fill(headend);
    private HttpDoor door;

    @BeforeProperty
    void openDoor() {
        fill.edge("here", 8081);
        fill.edge("there", "edge.example", 80);
        door = open(headend);
    }

    @AfterProperty
    void closeDoor() {
        door.close();
    }

    @Property(tries = TRIES)
    void everyUriStaysOnOurHostAndCarriesATicketAndNoPassword(
            @ForAll(supplier = Generated.AnyCredentials.class) Credentials drawn,
            @ForAll(supplier = Generated.AnyShape.class) Generated.Shape shape)
            throws PlaylistParserException {
        Credentials who = subscribe(drawn);
        int channel = fill.channel("Any", "General").id();
        fill.show(channel, shape);
        URI entry = URI.create("http://" + Ask.HOST + Secrets.path(who, channel));

        Reply reply = fetch(entry, who);
        MasterPlaylist multivariant = new MasterPlaylistParser(ParsingMode.STRICT).readPlaylist(reply.text());
        assertThat(multivariant.variants())
                .extracting(PlayProperties::folder)
                .containsExactlyElementsOf(
                        shape.renditions().stream().map(Rendition::name).toList());
        for (Variant variant : multivariant.variants()) {
            assertThat(variant.uri()).matches("/play/[A-Za-z0-9_-]{64}/[a-z0-9]{1,16}/index\\.m3u8");
            URI media = entry.resolve(variant.uri());
            MediaPlaylist playlist = new MediaPlaylistParser(ParsingMode.STRICT)
                    .readPlaylist(fetch(media, who).text());
            assertThat(playlist.ongoing()).isTrue();
            assertThat(playlist.mediaSegments()).hasSameSizeAs(shape.cuts());
            assertThat(playlist.mediaSegments())
                    .allMatch(segment -> Math.round(segment.duration()) <= playlist.targetDuration());
            for (MediaSegment segment : List.of(
                    playlist.mediaSegments().getFirst(),
                    playlist.mediaSegments().getLast())) {
                follow(media.resolve(segment.uri()), who, channel, folder(variant));
            }
        }
    }

    private void follow(URI segment, Credentials who, int channel, String rendition) {
        assertThat(segment.getAuthority()).isEqualTo(Ask.HOST);
        Reply reply = door.get(segment.getRawPath());
        assertThat(reply.status()).isEqualTo(302);
        String location = reply.header("Location").orElseThrow();
        Secrets.standNowhereIn(location + reply.headers(), who);
        SignedUrl url = SignedUrl.verify(location, headend.signingKeys().publicKeys());
        assertThat(url.opensAt(headend.clock().instant())).isTrue();
        assertThat(url.resource())
                .isIn("http://tv.example:8081/hls/" + channel + "/*", "http://edge.example/hls/" + channel + "/*");
        String path = segment.getRawPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        assertThat(url.url())
                .isEqualTo(url.resource().replace("*", rendition + "/" + name.substring(0, 10) + "/" + name));
    }

    /** A playlist from our host that says nothing of whoever asked. */
    private Reply fetch(URI uri, Credentials who) {
        assertThat(uri.getScheme()).isEqualTo("http");
        assertThat(uri.getAuthority()).isEqualTo(Ask.HOST);
        assertThat(uri.getRawQuery()).isNull();
        Reply reply = door.get(uri.getRawPath());
        assertThat(reply.status()).isEqualTo(200);
        Secrets.standNowhereIn(reply.toString(), who);
        return reply;
    }

    @Property(tries = TRIES)
    void credentialsOfAnyKindComeBackWholeAndPlay(
            @ForAll(supplier = Generated.AnyCredentials.class) Credentials drawn) {
        Credentials who = subscribe(drawn);
        int channel = fill.channelOnAir("Any").id();
        String query = "username=" + XtreamSuite.encode(who.user()) + "&password=" + XtreamSuite.encode(who.password());
        var user = door.get("/player_api.php?" + query).json().get("user_info");
        assertThat(user.get("username").textValue()).isEqualTo(who.user());
        assertThat(user.get("password").textValue()).isEqualTo(who.password());
        assertThat(door.send(Ask.form("/player_api.php", query)).json().get("user_info"))
                .isEqualTo(user);
        assertThat(door.get(Secrets.path(who, channel)).status()).isEqualTo(200);
        assertThat(door.get("/get.php?" + query).status()).isEqualTo(200);
    }

    /** A new line, by a name that no try before had. */
    private Credentials subscribe(Credentials drawn) {
        Credentials who =
                new Credentials(drawn.user() + "." + headend.lines().list().size(), drawn.password());
        fill.line(who.user(), who.password());
        return who;
    }

    private static String folder(Variant variant) {
        return variant.uri().split("/", -1)[3];
    }
}
