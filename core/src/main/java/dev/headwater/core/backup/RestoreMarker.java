package dev.headwater.core.backup;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;

/** Stands in {@code accounts} from before the first write of a restore until after its last. */
public final class RestoreMarker {
    static final String KIND = "RESTORING";
    private static final Key KEY = new Key(KIND, "RESTORING");

    private RestoreMarker() {}

    /**
     * To be asked by whatever starts on the tables.
     *
     * @throws BackupException where a restore was cut short: they hold half of a system
     */
    public static void refuseHalfASystem(TableStore accounts) {
        if (stands(accounts)) {
            throw new BackupException("a restore was cut short, so only a part is here; run it again");
        }
    }

    /** Whether a restore goes on, or was cut short. */
    public static boolean stands(TableStore accounts) {
        return accounts.get(KEY).isPresent();
    }

    static void put(TableStore accounts) {
        accounts.put(KEY, Body.of(1, "{}"), Condition.always());
    }

    static void remove(TableStore accounts) {
        accounts.delete(KEY, Condition.always());
    }

    static boolean is(Key key) {
        return key.equals(KEY);
    }
}
