package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.settings.SettingsOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code settings …}. */
@Command(name = "settings", description = "What can be set while Headwater runs.", synopsisSubcommandLabel = "COMMAND")
final class SettingsCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("serviceName", "auditDays");

    @Command(name = "show", description = "Show the settings in force.")
    int show(@Mixin Common common) throws Exception {
        return common.run("settings.show", Operation.None.NONE, COLUMNS);
    }

    @Command(name = "set", description = "Change what is named; the rest stays.")
    int set(
            @Mixin Common common,
            @Option(
                            names = "--service-name",
                            paramLabel = "NAME",
                            description = "As authenticator apps and the console show it.")
                    @Nullable
                    String serviceName,
            @Option(names = "--audit-days", paramLabel = "N", description = "How long the audit log is kept.") @Nullable
                    Integer auditDays)
            throws Exception {
        return common.run("settings.set", new SettingsOperations.Change(serviceName, auditDays), COLUMNS);
    }
}
