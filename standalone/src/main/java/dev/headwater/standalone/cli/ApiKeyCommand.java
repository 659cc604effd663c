package dev.headwater.standalone.cli;

import dev.headwater.api.admin.people.ApiKeyOperations.Add;
import dev.headwater.api.admin.people.ApiKeyOperations.ByName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code api-key …}. */
@Command(
        name = "api-key",
        description = "Keys by which scripts use the admin API.",
        synopsisSubcommandLabel = "COMMAND")
final class ApiKeyCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("name", "scopes", "reseller", "expires", "createdBy", "lastUsed");

    @Command(name = "add", description = "Make a key, which is shown this once.")
    int add(
            @Mixin Common common,
            @Option(
                            names = "--scope",
                            paramLabel = "S",
                            description = "What it may, such as lines:read; may be repeated.")
                    @Nullable
                    List<String> scopes,
            @Option(names = "--role", paramLabel = "R", description = "Instead of scopes: all that such a person may.")
                    @Nullable
                    String role,
            @Option(
                            names = "--reseller",
                            paramLabel = "NAME",
                            description = "Only lines of that reseller exist for it.")
                    @Nullable
                    String reseller,
            @Option(names = "--days", paramLabel = "N", description = "Until it expires (default: never).") @Nullable
                    Integer days,
            @Parameters(paramLabel = "NAME") String name)
            throws Exception {
        return common.run("api-key.add", new Add(name, scopes, role, reseller, days), COLUMNS);
    }

    @Command(name = "list", description = "List keys.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("api-key.list", options, COLUMNS);
    }

    @Command(name = "remove", description = "End a key at once.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("api-key.remove", new ByName(name), COLUMNS);
    }
}
