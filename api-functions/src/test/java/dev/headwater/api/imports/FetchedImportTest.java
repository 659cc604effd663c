package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchedImportTest {
    private static final String LIST = "#EXTM3U\n#EXTINF:-1,One\nhttp://h.example/1.ts\n";

    @TempDir
    Path folder;

    private HttpServer server;
    private Importing importing;

    @BeforeEach
    void start() throws IOException {
        importing = new Importing(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list", exchange -> {
            byte[] body = LIST.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    private static ImportRequest fetched(String url, boolean allowPrivate) {
        return new ImportRequest("m3u", url, "web", null, null, null, null, allowPrivate, null, null, null, null, null);
    }

    @Test
    void aListOfTheOperatorsOwnNetworkNeedsTheFlagWhichWhatItNamesDoesNotGet() {
        ImportRun refused = importing.run(fetched(url("127.0.0.1", "/list"), false));
        assertThat(refused.state()).isEqualTo(ImportRun.FAILED);
        assertThat(refused.error()).contains("--allow-private").contains("nothing was changed");

        importing.done(fetched(url("127.0.0.1", "/list"), true));
        assertThat(importing.channels())
                .singleElement()
                .satisfies(channel ->
                        assertThat(channel.sources().getFirst().allowsPrivate()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[::ffff:127.0.0.1]:1/x",
                "http://[::1]:1/x",
                "http://0.0.0.0/x",
                "http://169.254.169.254/x"
            })
    void otherSpellingsOfHereAreRefused(String url) {
        assertThat(importing.run(fetched(url, false)).error()).containsAnyOf("private address", "never connected");
    }

    @Test
    void aRedirectToMetadataIsRefusedWhateverIsAllowed() {
        assertThat(importing.run(fetched(url("127.0.0.1", "/away"), true)).error())
                .contains("never connected to");
    }

    @Test
    void aNameWithAPrivateAddressAmongItsOwnIsRefused() {
        importing.resolver =
                host -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("127.0.0.1")};

        ImportRun run = importing.run(fetched(url("rebind.example", "/list"), false));

        assertThat(run.error()).contains("rebind.example is a private address");
        assertThat(importing.channels()).isEmpty();
    }

    @Test
    void passwordsInUrlsAreInNothingThatIsShownOrStored() {
        ImportRun run =
                importing.run(fetched("http://user:hunter2@127.0.0.1:1/get.php?username=u&password=hunter2", false));

        assertThat(run.toString()).doesNotContain("hunter2");
        assertThat(importing.imports.list().toString()).doesNotContain("hunter2");
    }
}
