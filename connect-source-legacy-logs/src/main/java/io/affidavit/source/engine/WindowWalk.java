package io.affidavit.source.engine;

import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.RowStore;
import io.affidavit.source.spi.StoreException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Walks the windows of a set of lanes from the oldest to the newest, each from where its lane stopped, and follows the
 * newest one as the safe bound rises. Empty windows cost nothing: the next one is found by the store's least position.
 * State moves only after a read succeeded, so a failed call can be repeated. Not safe for concurrent use.
 */
public final class WindowWalk {

    private final RowStore store;
    private final WindowGrid grid;
    private final int pageRows;
    private final long pageBytes;
    private final WalkListener listener;
    private final Map<Integer, Lane> lanes = new TreeMap<>();

    private long bound = Long.MIN_VALUE;
    /** No window of ours before this one has anything left to read. */
    private long frontier;
    /** The window being read, or null while the next one is to be found. */
    private Long current;

    /** @param states where lanes stopped; lanes absent from it start at the beginning */
    public WindowWalk(
            RowStore store,
            WindowGrid grid,
            Collection<Integer> lanes,
            Map<Integer, LaneState> states,
            int pageRows,
            long pageBytes,
            WalkListener listener) {
        this.store = Objects.requireNonNull(store, "store");
        this.grid = Objects.requireNonNull(grid, "grid");
        this.pageRows = pageRows;
        this.pageBytes = pageBytes;
        this.listener = Objects.requireNonNull(listener, "listener");
        for (int lane : lanes) {
            this.lanes.put(lane, new Lane(lane, states.get(lane)));
        }
        this.frontier = nextWindow(grid.windowOf(Long.MIN_VALUE));
    }

    /** The next rows, or empty when every row below the present safe bound has been given. */
    public Optional<LanePage> next() throws StoreException {
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        boolean fresh = false;
        while (true) {
            Optional<LanePage> page = current == null && !findWindow() ? Optional.empty() : readWindow();
            if (page.isPresent()) {
                return page;
            }
            boolean windowClosed = current == null && frontier < Long.MAX_VALUE && found;
            if (windowClosed) {
                continue;
            }
            if (fresh || !raiseBound()) {
                return Optional.empty();
            }
            fresh = true;
        }
    }
}
