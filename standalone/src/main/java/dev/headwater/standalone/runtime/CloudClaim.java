package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.core.backup.RestoreMarker;
import dev.headwater.core.store.StoreException;
import dev.headwater.local.folder.Claim;
import dev.headwater.local.folder.DataFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The stores of an account, and a folder of this process alone. No secret was read.
 *
 * @param process who this process is: the same in each of its lives
 */
record CloudClaim(DataFolder folder, CloudStores stores, String process) implements AutoCloseable {
    /** @throws OperationException where the folder can not be had, or half a headend is there, with the reason */
    static CloudClaim take(Cloud cloud, Path data, InstantSource clock) {
        return switch (DataFolder.claim(data)) {
            case Claim.Held held -> over(cloud, held.folder(), clock);
            case Claim.Refused refused -> throw new OperationException(refused.message());
        };
    }

    private static CloudClaim over(Cloud cloud, DataFolder folder, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        try {
            String process = CloudFolder.process(folder, random);
            CloudStores stores = new CloudStores(cloud.access(), cloud.resources(), random, clock);
            try {
                reach(cloud, stores);
                CloudFolder.mark(folder, process);
                return new CloudClaim(folder, stores, process);
            } catch (RuntimeException e) {
                stores.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void reach(Cloud cloud, CloudStores stores) {
        try {
            if (cloud.makesMissing()) {
                stores.makeMissing();
            }
            RestoreMarker.refuseHalfASystem(stores.tables().accounts());
        } catch (StoreException e) {
            throw new StoreException(cloud.place() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stores.close();
        folder.close();
    }
}
