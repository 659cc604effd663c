package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.catalog.Channel;
import org.jspecify.annotations.Nullable;

/** Settings that need a picture that is encoded: of one that is copied nothing is looked at, and nothing drawn into it. */
final class EncodedOnly {
    private EncodedOnly() {}

    /**
     * Refuses what the channel came to be by a change.
     *
     * @param ladder as the change has it; null: it says nothing of it
     */
    static void check(Channel channel, @Nullable String ladder, ChannelSettings change) {
        if (channel.ladder() != null) {
            return;
        }
        if (channel.ingestOptions().burnIn() != null && (ladder != null || change.burnIn() != null)) {
            throw OperationException.invalid(
                    change.burnIn() == null ? "ladder" : "burnIn",
                    "subtitles can only be burnt into a picture that is encoded, and this channel is copied:"
                            + " give it a ladder");
        }
        if (channel.ingestOptions().isContentFailover() && (ladder != null || change.contentFailover() != null)) {
            throw OperationException.invalid(
                    change.contentFailover() == null ? "ladder" : "contentFailover",
                    "whether a source is black, stands still or is silent is only seen of one that is encoded,"
                            + " and this channel is copied: give it a ladder");
        }
    }
}
