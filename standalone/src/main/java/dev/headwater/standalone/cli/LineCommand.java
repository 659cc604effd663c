package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.line.LineSettings;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code line …}. */
@Command(name = "line", description = "Lines: subscribers' accounts.", synopsisSubcommandLabel = "COMMAND")
final class LineCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("id", "name", "state", "connections", "expires", "bouquets", "owner");

    private static final String QR = "Show the M3U link as a QR code too.";

    /** What can be said of a line when it is added or changed. */
    static final class LineOptions {
        @Option(
                names = "--password",
                paramLabel = "P",
                description = "A new line that is given none gets one that can not be guessed.")
        private @Nullable String password;

        @Option(names = "--days", paramLabel = "N", description = "Expires in N days; 0: never, as a new line.")
        private @Nullable Integer days;

        @Option(
                names = "--expires",
                paramLabel = "DATE",
                description = "Expires at the end of that day (UTC), or at a moment such as 2027-01-31T12:00:00Z.")
        private @Nullable String expires;

        @Option(names = "--connections", paramLabel = "N", description = "Playbacks at once; a new line: 1.")
        private @Nullable Integer connections;

        @Option(names = "--bouquet", paramLabel = "B", description = "What it may see; a new line: all. Repeatable.")
        private @Nullable List<String> bouquets;

        @Option(
                names = "--when-full",
                paramLabel = "W",
                description = "put-out: a new device puts an old one out, as for a new line; refuse: it is refused.")
        private @Nullable String whenFull;

        @Option(
                names = "--adult",
                negatable = true,
                description = "Whether it sees what is for adults; a new line does.")
        private @Nullable Boolean adult;

        @Option(
                names = "--catchup",
                paramLabel = "C",
                description = "How its M3U playlist tells players of the past: default, xc (Kodi) or shift.")
        private @Nullable String catchup;

        LineSettings settings(String name, boolean newPassword, @Nullable String state) {
            if (password != null && (newPassword || password.isEmpty())) {
                // A script's empty variable must not pass for a wish.
                throw new OperationException(
                        newPassword ? "give --password or --new-password, not both" : "a password is not empty");
            }
            if (days != null && expires != null) {
                throw new OperationException("give --days or --expires, not both");
            }
            return new LineSettings(
                    name,
                    newPassword ? "" : password,
                    days,
                    connections,
                    bouquets,
                    state,
                    whenFull,
                    expires,
                    adult,
                    catchup);
        }
    }

    @Command(name = "add", description = "Add a line; shows its password and links.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Mixin LineOptions options,
            @Option(names = "--qr", description = QR) boolean qr)
            throws Exception {
        return common.run("line.add", options.settings(name, false, null), COLUMNS, picture(qr));
    }

    @Command(name = "set", description = "Change what is named; the rest stays. A new password ends what plays.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Mixin LineOptions options,
            @Option(names = "--new-password", description = "Make a new password.") boolean newPassword,
            @Option(names = "--state", paramLabel = "S", description = "active, banned or disabled.") @Nullable
                    String state)
            throws Exception {
        return common.run("line.set", options.settings(name, newPassword, state), COLUMNS);
    }

    @Command(name = "list", description = "List lines.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("line.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show a line with its password and links.")
    int show(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--qr", description = QR) boolean qr)
            throws Exception {
        return common.run("line.reveal", new LineOperations.ByName(name), COLUMNS, picture(qr));
    }

    @Command(name = "remove", description = "Remove a line; what it plays ends.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("line.remove", new LineOperations.ByName(name), COLUMNS);
    }

    @Command(name = "export", description = "Show all that is stored of a line, but its password, as JSON.")
    int export(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.json("line.export", new LineOperations.ByName(name));
    }

    @Command(name = "erase", description = "Remove a line and all that is stored of it, for good.")
    int erase(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--yes", description = "Do it: nothing of it can be brought back.") boolean yes)
            throws Exception {
        if (!yes) {
            throw new OperationException("nothing of it can be brought back; say --yes to erase " + name);
        }
        return common.run("line.erase", new LineOperations.ByName(name), COLUMNS);
    }

    private static Function<JsonNode, String> picture(boolean wanted) {
        return line -> {
            String m3u = line.at("/links/m3u").asText();
            if (!wanted || m3u.isEmpty()) {
                return "";
            }
            boolean here = m3u.startsWith("http://127.") || m3u.startsWith("http://[0:0:0:0:0:0:0:1]");
            return "\n" + QrCode.of(m3u)
                    + (here ? "It leads to this machine only; for other devices: headwater up --bind 0.0.0.0\n" : "");
        };
    }
}
