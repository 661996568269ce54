# The warden of a service: holds its sockets, starts its processes on order, and writes down how they
# ended. It outlives the supervisor, so that the next one finds all of this; it ends by itself when
# it has neither a supervisor nor a process left.
#
# Arguments: its folder; "sockets" if it inherits some as its first three streams, else "none"; and
# a word to say when it is ready for orders.

# Runs the order. Nothing of ours may be used after it has set the variables of the process.
begin() {
  run=$1
  read -r pid name rest </proc/self/stat
  set -- $rest
  ticks=${20}
  echo "$pid $ticks ." >"$here/$run.pid"
  trap - HUP TERM
  if [ -n "$resets" ]; then
    set -- /usr/bin/env --default-signal=INT,QUIT
  else
    set --
  fi
  . "$here/$run.order"
}

# Waits for one process, below a shell of its own, since a shell waits for one thing at a time.
attend() {
  read -r me rest </proc/self/stat
  (begin "$1")
  status=$?
  echo "$status ." >"$here/$1.exit"
  echo "ended $1 $status" >&4
  echo "reap $me" >&5
}

main() {
  here=$1
  if [ "$2" = sockets ]; then
    exec 7<&0 8<&1 9<&2
  fi
  exec 0</dev/null 1>/dev/null 2>/dev/null
  cd /
  # What goes to a whole group, or comes from a terminal that closes, is not for us.
  trap '' HUP INT QUIT TERM
  # A shell without a terminal has its background processes ignore these for ever.
  resets=
  if /usr/bin/env --default-signal=INT,QUIT /bin/sh -c :; then
    resets=yes
  fi
  # For reading only: it ends when nobody is left who could write, supervisor or process.
  exec 3<"$here/orders" 4<>"$here/news"
  echo "here $3" >&4
  while read -r verb what <&3; do
    case $verb in
      start)
        exec 5>"$here/orders"
        attend "$what" &
        exec 5>&-
        ;;
      reap) wait "$what" ;;
      here) echo "here $what" >&4 ;;
    esac
  done
}

main "$@"
exit
