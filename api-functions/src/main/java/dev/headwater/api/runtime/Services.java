package dev.headwater.api.runtime;

import dev.headwater.api.guide.GuideDocuments;
import dev.headwater.api.listing.Audiences;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.api.ts.PastStreams;
import dev.headwater.api.ts.TsStreams;
import dev.headwater.core.Pause;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.SourceSeal;
import dev.headwater.core.hls.Demands;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Slates;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.playback.Playback;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.session.Sessions;
import dev.headwater.core.playback.signing.SigningKeys;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.core.playback.ticket.Tickets;
import dev.headwater.core.store.Generation;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.takedown.TakedownJob;
import dev.headwater.core.takedown.Takedowns;
import dev.headwater.core.vod.Assets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Everything that stands on the stores, wired once: the same for a server, a function of the cloud and a command. */
public record Services(
        Tables tables,
        ObjectStore objects,
        InstantSource clock,
        Lines lines,
        LinePasswords passwords,
        Bouquets bouquets,
        Catalog catalog,
        Takedowns takedowns,
        Categories categories,
        IdSequence contentIds,
        IdSequence seriesIds,
        IdSequence lineIds,
        LiveWindows windows,
        Archive archive,
        Demands demands,
        Assets assets,
        ContentKeys contentKeys,
        Leases leases,
        Sessions sessions,
        EdgePool edges,
        SigningKeys signingKeys,
        Authenticator authenticator,
        Tickets tickets,
        PublishRequests publishRequests,
        GuideParts guide,
        PeopleParts people,
        Generation lineGeneration,
        Path scratch) {

    /** Of the heap that the launcher gives. */
    private static final long STREAM_MEMORY = 64L << 20;

    /** Of nearly two hundred viewers. */
    private static final long PAST_MEMORY = 24L << 20;

    /** Small blocks: on one machine few processes draw ids, and people read them. */
    private static final int ID_BLOCK = 8;

    /** @param scratch for files while something large is worked on */
    public static Services over(
            Tables tables, ObjectStore objects, SecretStore secrets, Path scratch, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        Lines lines = new Lines(tables.accounts(), clock);
        Generation lineGeneration =
                new Generation(tables.sessions(), "lines", Long.toHexString(random.nextLong()), clock);
        lines.watchers().add(ids -> lineGeneration.wrote());
        LinePasswords passwords = new LinePasswords(secrets, random);
        IdSequence categoryIds = new IdSequence(tables.accounts(), IdSequence.CATEGORY, ID_BLOCK);
        SourceSeal seal = new SourceSeal(secrets, ContentKeys.SEAL, random);
        Channels channels = new Channels(tables.catalog(), seal);
        Catalog catalog =
                new Catalog(channels, new Movies(tables.catalog(), seal), new SeriesShelf(tables.catalog(), seal));
        return new Services(
                tables,
                objects,
                clock,
                lines,
                passwords,
                new Bouquets(tables.accounts(), clock),
                catalog,
                new Takedowns(tables.accounts(), catalog, clock),
                new Categories(tables.catalog(), categoryIds),
                new IdSequence(tables.accounts(), IdSequence.CONTENT, ID_BLOCK),
                new IdSequence(tables.accounts(), IdSequence.SERIES, ID_BLOCK),
                new IdSequence(tables.accounts(), IdSequence.LINE, ID_BLOCK),
                new LiveWindows(tables.sessions()),
                new Archive(tables.sessions()),
                new Demands(tables.sessions(), clock),
                new Assets(tables.catalog(), clock),
                new ContentKeys(tables.catalog(), secrets, random, clock),
                new Leases(tables.sessions(), clock),
                new Sessions(tables.sessions(), clock),
                new EdgePool(tables.accounts(), tables.sessions(), clock),
                SigningKeys.load(secrets, tables.accounts(), clock),
                new Authenticator(lines, passwords, clock, Pause.sleeping()),
                new Tickets(secrets, random, clock),
                new PublishRequests(tables.catalog(), clock),
                GuideParts.over(tables, channels, scratch, clock),
                PeopleParts.over(tables.accounts(), secrets, random, clock),
                lineGeneration,
                scratch);
    }

    public Channels channels() {
        return catalog.channels();
    }

    /** Edges elsewhere read with the token they were added with. */
    public OriginAccess originAccess() {
        return new OriginAccess() {
            @Override
            public boolean accepts(String bearerToken) {
                return edges.accepts(bearerToken);
            }

            @Override
            public Map<String, PublicKey> keys() {
                return signingKeys.publicKeys();
            }

            @Override
            public Set<Integer> withheld() {
                return takedowns.streams();
            }
        };
    }

    /** @param lifted called after something may be seen again */
    public TakedownJob takedownJob(String holder, Runnable lifted) {
        return new TakedownJob(
                takedowns,
                new TakedownJob.Parts(
                        catalog, objects, assets, windows, archive, lines, sessions, leases, clock, holder, lifted));
    }

    public TsStreams streams() {
        return new TsStreams(windows, new Slates(tables.catalog()), objects, contentKeys, clock, STREAM_MEMORY);
    }

    public PastStreams pastStreams() {
        return new PastStreams(objects, contentKeys, clock, PAST_MEMORY);
    }

    public Playback playback() {
        return new Playback(new Playback.Parts(
                authenticator,
                lines,
                bouquets,
                catalog,
                takedowns,
                tickets,
                sessions,
                windows,
                archive,
                demands,
                assets,
                contentKeys,
                objects,
                new Slates(tables.catalog()),
                edges,
                new StreamSignatures(new UrlSigner(signingKeys::active)),
                new SecureRandom(),
                clock,
                Pause.sleeping()));
    }

    public Audiences audiences() {
        return new Audiences(tables.catalog(), bouquets, takedowns, clock);
    }

    public GuideDocuments guideDocuments() {
        return new GuideDocuments(
                tables.catalog(), objects, channels(), guide.guide(), audiences(), publishRequests, scratch, clock);
    }
}
