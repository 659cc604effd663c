package dev.headwater.standalone.cli;

import dev.headwater.api.admin.delivery.KeyOperations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key …}. */
@Command(name = "key", description = "Keys that sign the URLs of edges.", synopsisSubcommandLabel = "COMMAND")
final class KeyCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("id", "algorithm", "state", "since", "until");

    @Command(name = "list", description = "List keys and what each is for.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("key.list", options, COLUMNS);
    }

    @Command(name = "rotate", description = "Sign with the next key, and make another next; viewers play on.")
    int rotate(
            @Mixin Common common,
            @Option(
                            names = "--algorithm",
                            paramLabel = "A",
                            defaultValue = "ecdsa",
                            description = "Of the key that is made: ecdsa or rsa (default: ${DEFAULT-VALUE}).")
                    String algorithm)
            throws Exception {
        return common.run("key.rotate", new KeyOperations.Rotate(algorithm), COLUMNS);
    }
}
