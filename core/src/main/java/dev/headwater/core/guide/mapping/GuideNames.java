package dev.headwater.core.guide.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All guide ids and their names, to find a channel's among them. */
final class GuideNames {
    /** A word that more names have than this tells nothing. */
    private static final int COMMON = 500;

    private final Set<String> ids = new HashSet<>();
    private final Map<String, Named> same = new HashMap<>();
    private final Map<String, List<Named>> byWord = new HashMap<>();

    private record Named(String guideId, GuideName name) {}

    /** A guide id, and how sure it is the one. */
    record Found(String guideId, double confidence) {}

    /** Of names that are the same, those added first are found. */
    void add(String guideId, List<String> names) {
        if (!ids.add(guideId)) {
            return;
        }
        for (String text : names) {
            Named named = new Named(guideId, GuideName.of(text));
            same.putIfAbsent(named.name().joined(), named);
            for (String word : new HashSet<>(named.name().words())) {
                byWord.computeIfAbsent(word, _ -> new ArrayList<>(1)).add(named);
            }
        }
    }

    boolean has(String guideId) {
        return ids.contains(guideId);
    }

    /** The guide id whose name is most like it; empty: none shares as much as a word. */
    Optional<Found> find(String channelName) {
        GuideName wanted = GuideName.of(channelName);
        Named equal = same.get(wanted.joined());
        if (equal != null && !wanted.joined().isEmpty()) {
            return Optional.of(new Found(equal.guideId(), wanted.likeness(equal.name())));
        }
        Set<Named> candidates = new HashSet<>();
        for (String word : wanted.words()) {
            List<Named> named = byWord.getOrDefault(word, List.of());
            if (named.size() <= COMMON) {
                candidates.addAll(named);
            }
        }
        return candidates.stream()
                .map(named -> new Found(named.guideId(), wanted.likeness(named.name())))
                .filter(found -> found.confidence() > 0)
                .max(Comparator.comparingDouble(Found::confidence).thenComparing(Found::guideId));
    }
}
