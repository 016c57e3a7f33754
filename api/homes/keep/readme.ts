// README.txt of a backup: explains how to decrypt and read it without this program.
import { backupFormat } from './manifest.ts';

/**
 * @param now milliseconds UTC
 * @returns Chinese first, then English
 */
export function writeReadme(office: string, now: number): string {
  const at = new Date(now).toISOString();
  return `明白账备份
==========

这是“明白账”（政务公开任务与群众留言办理系统）${office} 一地的备份，做于 ${at}（世界时）。
不需要原来的程序也能打开：外层是 age 加密文件（https://age-encryption.org/v1），里面是 tar 包。

打开：
  用私钥文件：   age -d -i 私钥文件 备份.tar.age | tar -x -C 空文件夹
  用 BACKUP_KEY：age -d 备份.tar.age | tar -x -C 空文件夹    （提示输入口令时，输入 BACKUP_KEY 的64位字符）
age 会逐段校验；文件不完整或被改动过，它会报错，这时解出来的内容不能用。

里面的文件：
  README.txt     本说明
  record.db      SQLite 3 数据库，全部记录都在里面；用 sqlite3 record.db 打开
  files/         附件。文件名没有扩展名；类型、大小和 SHA-256 值见 attachments 表，place 一列就是 files/ 以下的路径
  manifest.json  清单（${backupFormat}）：备份时间、数据库版本、留言和办理记录的数量、公开记录的校验值、各文件的大小和 SHA-256 值

数据库里主要的表：
  comments           留言        events             办理经过（每一步一行，只增不改）
  replies            答复        seals              办理经过每小时的封存（公开记录）
  attachments        附件        commitment_events  任务落实情况的登记
  contacts           留言人的姓名和联系方式（另外加密，需要网站的 CONTACT_KEY，备份里没有）
时间一律是1970年1月1日（世界时）以来的毫秒数。
备份里没有网站的密钥。要重新运行网站，还需要另外保存的 AUTH_SECRET、CODE_SECRET 和 CONTACT_KEY，
然后运行：npm run restore -- --from 备份.tar.age --to 空文件夹 --identity 私钥文件
备份含有个人信息，请妥善保管解开后的文件，用完即删。


Backup of Mingbai
=================

This is a backup of one office (${office}) of Mingbai (明白账), a system that publishes a government's tasks and
answers residents' comments. It was made at ${at} (UTC). You can open it without that program: the outer layer is an
age file (https://age-encryption.org/v1), and inside is a tar archive.

To open it:
  with an identity file:  age -d -i IDENTITY backup.tar.age | tar -x -C EMPTY_FOLDER
  with BACKUP_KEY:        age -d backup.tar.age | tar -x -C EMPTY_FOLDER    (the passphrase is the key's 64 digits)
age authenticates the file as it reads. If age reports an error, do not use what was extracted.

Files:
  README.txt     this text
  record.db      an SQLite 3 database with the whole record; open it with: sqlite3 record.db
  files/         attachments, without extensions; the table "attachments" has type, size and SHA-256 of each, and its
                 column "place" is the path below files/
  manifest.json  ${backupFormat}: time, database version, counts, the ledger's head, size and SHA-256 of each file

Main tables:
  comments           what residents sent      events             each step of handling a comment, append-only
  replies            the answers              seals              hourly seals over the events: the public ledger
  attachments        metadata of files/       commitment_events  progress recorded for tasks
  contacts           names and contacts, encrypted with the site's CONTACT_KEY, which no backup holds
Times are milliseconds since 1970-01-01 UTC.
No backup holds the site's secrets. To run the site again you also need AUTH_SECRET, CODE_SECRET and CONTACT_KEY; then run:
  npm run restore -- --from backup.tar.age --to EMPTY_FOLDER --identity IDENTITY
The backup contains personal data: protect extracted files, and delete them after use.
`;
}
