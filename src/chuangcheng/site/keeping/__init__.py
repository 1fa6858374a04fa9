"""A county in one file: backup while it is used, check, restore into an empty place. The archive is a plain tar:

county.toml          name, hosts and time zone; the address of the database stays behind
keys/master.key      or master.key.sealed, under a passphrase
database/…           db.sqlite3 as a whole, or a table a file in PostgreSQL's COPY format
files/ab/cd/<sha256> every stored file
manifest.json        last: what there is, with sizes, SHA-256, rows per table and the head of the journal
"""

from chuangcheng.site.keeping.backup import make
from chuangcheng.site.keeping.manifest import Manifest
from chuangcheng.site.keeping.restore import check, restore

__all__ = ["Manifest", "check", "make", "restore"]
