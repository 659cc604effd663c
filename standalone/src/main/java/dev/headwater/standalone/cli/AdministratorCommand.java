package dev.headwater.standalone.cli;

import dev.headwater.api.admin.people.PeopleOperations.ByName;
import dev.headwater.api.admin.people.PeopleOperations.PersonSettings;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code administrator …}. */
@Command(
        name = "administrator",
        description = "People who manage Headwater over its admin API.",
        synopsisSubcommandLabel = "COMMAND")
final class AdministratorCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("id", "name", "role", "enabled", "totp", "credits", "created");

    /** What to set of somebody. */
    static final class Options {
        @Option(names = "--role", paramLabel = "R", description = "owner, operator, support or reseller.")
        private @Nullable String role;

        @Mixin
        private PasswordOptions password = new PasswordOptions();

        @Option(names = "--new-password", description = "Have a new one made and shown.")
        private boolean newPassword;

        @Option(names = "--credits", paramLabel = "N", description = "What a reseller has from now on.")
        private @Nullable Integer credits;

        private PersonSettings settings(String name, @Nullable Boolean enabled, @Nullable Boolean withoutTotp)
                throws IOException {
            String chosen = newPassword ? "" : password.given();
            return new PersonSettings(name, role, chosen, enabled, credits, withoutTotp);
        }
    }

    @Command(name = "add", description = "Add somebody; without a password one is made and shown.")
    int add(@Mixin Common common, @Mixin Options options, @Parameters(paramLabel = "NAME") String name)
            throws Exception {
        return common.run("administrator.add", options.settings(name, null, null), COLUMNS);
    }

    @Command(name = "list", description = "List people.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("administrator.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show somebody.")
    int show(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("administrator.show", new ByName(name), COLUMNS);
    }

    @Command(name = "set", description = "Change somebody; another password or role ends every login there is.")
    int set(
            @Mixin Common common,
            @Mixin Options options,
            @Option(names = "--enable", description = "Let them log in again.") boolean enable,
            @Option(names = "--disable", description = "Let them log in no more.") boolean disable,
            @Option(names = "--without-totp", description = "Take the second factor off, where it was lost.")
                    boolean withoutTotp,
            @Parameters(paramLabel = "NAME") String name)
            throws Exception {
        Boolean enabled = enable ? Boolean.TRUE : disable ? Boolean.FALSE : null;
        return common.run("administrator.set", options.settings(name, enabled, withoutTotp ? true : null), COLUMNS);
    }

    @Command(name = "remove", description = "Remove somebody, their logins and the keys they made.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("administrator.remove", new ByName(name), COLUMNS);
    }
}
