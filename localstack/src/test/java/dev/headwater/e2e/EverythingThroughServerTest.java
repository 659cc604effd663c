package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.e2e.HeadwaterProcess.Outcome;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything the command line can do is done once by {@code --server} and an API key, against a real server, and shows
 * what the folder's owner is shown. A command that is new is missed here by itself.
 */
class EverythingThroughServerTest {
    /** Each with the reason why it is not asked of a server elsewhere. */
    private static final Map<String, String> OF_THIS_MACHINE = Map.of(
            "up", "starts the server",
            "edge serve", "starts an edge on this machine",
            "repair", "takes the folder of a stopped server",
            "restore", "takes the folder of a stopped server",
            "drill", "starts a headend of its own",
            "check-stream", "asks whoever serves the stream",
            "test", "builds from source",
            "synth", "builds from source",
            "help", "asks nobody");

    private static final String PLAYLIST = """
            #EXTM3U
            #EXTINF:-1 tvg-id="one.example" group-title="News",One
            http://192.0.2.1/one.ts
            """;
    private static final String GUIDE = """
            <tv><channel id="one.example"><display-name>One</display-name></channel>
            <programme start="20261121100000 +0000" stop="20261121110000 +0000" channel="one.example">
            <title>Morning</title></programme></tv>
            """;

    @TempDir
    private Path folder;

    private ThisCommandLine server = new ThisCommandLine(Map.of());
    private ThisCommandLine local = new ThisCommandLine(Map.of());

    @Test
    void isDoneOnceAndShowsTheSame() throws Exception {
        Ffmpeg.assumePresent();
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo")) {
            String key = headwater
                    .command("api-key", "add", "ci", "--role", "owner")
                    .path("key")
                    .asText();
            server = new ThisCommandLine(Map.of("HEADWATER_SERVER", headwater.base(), "HEADWATER_KEY", key));
            local = new ThisCommandLine(Map.of());
            asProcesses(headwater, key);
            channels();
            linesAndBouquets();
            people();
            guide();
            imports(headwater);
            edgesAndKeys();
            films(headwater);
            takedowns();
            backup();
            settings();
            same("audit", "list", "--limit", "500");
        }
        assertThat(server.called()).isEqualTo(remote());
    }

    /** What has to be called: every command that a server elsewhere can be asked. */
    private static Set<String> remote() {
        Set<String> remote = new TreeSet<>(ThisCommandLine.commands().keySet());
        remote.removeIf(command -> OF_THIS_MACHINE.containsKey(command) || command.startsWith("bench "));
        return remote;
    }

    private void asProcesses(HeadwaterProcess headwater, String key) throws Exception {
        Path secret = Files.writeString(folder.resolve("key"), key + "\n");
        String[] there = {"--server", headwater.base(), "--key-file", secret.toString()};
        Outcome added = HeadwaterProcess.run(with(there, "line", "add", "process", "--days", "30"));
        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(HeadwaterProcess.run(with(there, "line", "list"))).isEqualTo(here("line", "list"));
        Outcome refused = HeadwaterProcess.run(with(there, "line", "show", "nobody"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).hasLineCount(1).contains("there is no line 'nobody'");
    }

    private void linesAndBouquets() throws Exception {
        server.json("line", "add", "ada", "--connections", "2");
        server.json("line", "set", "ada", "--days", "10");
        server.json("bouquet", "add", "few", "--category", "Theirs");
        server.json("bouquet", "set", "few", "--channel", "1");
        server.json("line", "set", "ada", "--bouquet", "few");
        same("line", "list", "--sort", "-name");
        same("line", "show", "ada");
        same("bouquet", "list");
        same("bouquet", "show", "few");
        server.json("line", "set", "ada", "--bouquet", "all");
        server.json("bouquet", "remove", "few");
        server.json("line", "export", "ada");
        server.json("line", "add", "gone");
        server.json("line", "erase", "gone", "--yes");
        server.json("line", "add", "left");
        server.json("line", "remove", "left");
        same("line", "show", "left");
    }

    private void channels() throws Exception {
        assertThat(server.json("channel", "probe", "testcard:").path("video").asText())
                .isEqualTo("drawn");
        String id = id(server.json(
                "channel", "add", "Card", "--source", "testcard:", "--ladder", "tiny", "--category", "Ours"));
        server.json("channel", "set", id, "--off", "--guide-id", "one.example");
        server.json("channel", "set", id, "--source", "testcard:gradients", "--source", "testcard:");
        same("channel", "show", id);
        same("channel", "list", "--search", "card", "--filter", "state=off");
        same("category", "list", "--kind", "live");
        server.json("category", "rename", "Ours", "Theirs", "--kind", "live");
        server.json("category", "move", "Theirs", "3");
        server.json("ladder", "add", "mine", "--rung", "640x360@700k", "--rung", "320x180@200k", "--frame-rate", "30");
        server.json("ladder", "set", "mine", "--frame-rate", "24");
        same("ladder", "show", "mine");
        same("ladder", "list");
        server.json("channel", "set", id, "--ladder", "mine");
        server.json("channel", "set", id, "--ladder", "tiny");
        server.json("ladder", "remove", "mine");
        String other = id(server.json("channel", "add", "Gone", "--source", "testcard:", "--category", "Empty"));
        server.json("channel", "remove", other);
        server.json("category", "remove", "Empty");
        same("category", "list");
        same("channel", "show", other);
    }

    private void people() throws Exception {
        server.json("administrator", "add", "berta", "--role", "reseller", "--credits", "7");
        server.json("administrator", "set", "berta", "--credits", "9");
        same("administrator", "show", "berta");
        same("administrator", "list");
        server.json("api-key", "add", "shop", "--scope", "lines:read", "--reseller", "berta");
        same("api-key", "list");
        server.json("api-key", "remove", "shop");
        server.json("administrator", "remove", "berta");
    }

    private void guide() throws Exception {
        String file = Files.writeString(folder.resolve("guide.xml"), GUIDE).toString();
        server.json("import", "xmltv", file, "--name", "day");
        server.json("guide", "add", "other", file, "--priority", "5");
        server.json("guide", "import", "other");
        same("guide", "list");
        server.json("guide", "map");
        server.json("guide", "remove", "other");
    }

    private void imports(HeadwaterProcess headwater) throws Exception {
        String list = Files.writeString(folder.resolve("list.m3u"), PLAYLIST).toString();
        assertThat(server.json("import", "m3u", list)
                        .path("found")
                        .path("added")
                        .asInt())
                .isPositive();
        String lines = Files.writeString(folder.resolve("lines.csv"), "username,password\nimported,pass-w0rd-77\n")
                .toString();
        assertThat(server.json("import", "lines", lines).path("state").asText()).isEqualTo("done");
        HeadwaterProcess.Line line = headwater.line("panel", 1);
        Path password = Files.writeString(folder.resolve("password"), line.password());
        Outcome inside = server.run(with(
                new String[] {"--username", line.name(), "--password-file", password.toString()},
                "import",
                "xtream",
                headwater.base(),
                "--allow-private",
                "--preview"));
        assertThat(inside.exitCode())
                .as("nobody elsewhere sends the server into its own network")
                .isEqualTo(1);
        assertThat(inside.err()).contains("over the network");
        Outcome refused = server.run("import", "folder", folder.toString(), "--json");
        assertThat(refused.exitCode())
                .as("a folder of the server is not named from elsewhere")
                .isEqualTo(1);
        assertThat(refused.err()).contains("over the network");
        same("import", "list");
    }

    private void edgesAndKeys() throws Exception {
        server.json("edge", "add", "paris", "http://192.0.2.1:8081");
        server.json("edge", "weight", "paris", "50");
        server.json("edge", "drain", "edge-1");
        server.json("edge", "undrain", "edge-1");
        same("edge", "list");
        server.json("edge", "remove", "paris");
        server.json("key", "rotate");
        same("key", "list");
    }

    private void films(HeadwaterProcess headwater) throws Exception {
        String file = film().toString();
        JsonNode movie = server.json("movie", "add", file, "--category", "Films");
        assertThat(movie.path("state").asText()).as(movie.toString()).isEqualTo("ready");
        assertThat(movie.path("name").asText()).isEqualTo("Two seconds");
        server.json("movie", "set", id(movie), "--plot", "A test card moves.", "--no-encrypted");
        same("movie", "show", id(movie));
        same("movie", "list");
        String series = id(server.json("series", "add", "Serial", "--category", "Series"));
        server.json("series", "set", series, "--plot", "One thing after another.");
        String episode =
                id(server.json("series", "add-episode", "Serial", file, "--season", "1", "--episode", "1", "--later"));
        server.json("series", "set-episode", episode, "--title", "The first", "--encrypted");
        same("series", "show", series);
        same("series", "list");
        sessions(headwater, id(movie));
        server.json("series", "remove-episode", episode);
        server.json("series", "remove", series);
        server.json("movie", "remove", id(movie));
    }

    private void sessions(HeadwaterProcess headwater, String movie) throws Exception {
        HeadwaterProcess.Line line = headwater.line("viewer", 1);
        URI media = Http.uris(Http.get(
                        headwater.base() + "/movie/" + line.name() + "/" + line.password() + "/" + movie + ".m3u8"))
                .getFirst();
        assertThat(Http.get(media).statusCode()).isEqualTo(200);
        same("session", "list");
        String session = id(server.json("session", "list").get(0));
        server.json("session", "kick", session);
        Eventually.withinSeconds(30).until("it is kicked", () -> Http.get(media).statusCode() == 403);
    }

    private void takedowns() throws Exception {
        JsonNode channel = server.json("channel", "list").get(0);
        JsonNode takedown = server.json("takedown", "add", "channel", id(channel), "--reason", "A claim.");
        same("takedown", "list");
        server.json("takedown", "lift", id(takedown));
    }

    private void backup() throws Exception {
        Path file = folder.resolve("night.backup");
        server.json("backup", file.toString());
        assertThat(file).isNotEmptyFile();
    }

    private void settings() throws Exception {
        server.json("settings", "set", "--audit-days", "90");
        same("settings", "show");
        same("worker", "list");
    }

    private Path film() throws Exception {
        Path film = folder.resolve("Two seconds.mp4");
        String how = "ffmpeg -nostdin -v error -f lavfi -i testsrc2=s=320x180:r=25:d=2 -f lavfi"
                + " -i sine=r=48000:d=2 -c:v libx264 -preset ultrafast -c:a aac";
        Process made = new ProcessBuilder(with(new String[] {film.toString()}, how.split(" ", -1)))
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        return film;
    }

    /** As text and as JSON, there and here; what goes on meanwhile may differ for a moment. */
    private void same(String... command) {
        for (String[] one : List.of(command, with(new String[] {"--json"}, command))) {
            Eventually.withinSeconds(10).until(String.join(" ", one) + " is the same: " + here(one), () -> {
                return server.run(one).equals(here(one));
            });
        }
    }

    private Outcome here(String... command) {
        return local.run(with(new String[] {"--data", folder.resolve("data").toString()}, command));
    }

    private static String[] with(String[] more, String... command) {
        return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
    }

    private static String id(JsonNode added) {
        return added.path("id").asText();
    }
}
