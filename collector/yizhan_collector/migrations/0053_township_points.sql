-- Rough points for the map of the posts, degrees, some kilometres off: written down from memory and
-- to be confirmed by the bureau. Where nothing is known nothing is invented.
alter table township
    add longitude double precision check (longitude between -180 and 180),
    add latitude double precision check (latitude between -90 and 90),
    add constraint a_point_has_both check ((longitude is null) = (latitude is null));
update township set longitude = point.longitude, latitude = point.latitude from (values
    ('210502012', 123.75, 41.20),  -- 桥北
    ('210503010', 123.68, 41.42),  -- 石桥子
    ('210503013', 123.71, 41.38),  -- 火连寨
    ('210504009', 123.90, 41.33),  -- 牛心台
    ('210505005', 123.75, 41.02),  -- 下马塘
    ('210521100', 124.12, 41.30),  -- 小市
    ('210521102', 124.00, 40.88),  -- 草河城
    ('210521103', 123.93, 40.88),  -- 草河口
    ('210521104', 123.78, 40.97),  -- 连山关
    ('210521109', 124.36, 41.25),  -- 田师傅
    ('210521110', 124.25, 41.27),  -- 南甸子
    ('210521112', 123.98, 41.40),  -- 高官
    ('210522100', 125.36, 41.27),  -- 桓仁
    ('210522102', 125.47, 41.13),  -- 二棚甸子
    ('210522103', 125.50, 41.00),  -- 沙尖子
    ('210522104', 125.60, 40.98),  -- 五里甸子
    ('210522108', 124.92, 41.17),  -- 八里甸子
    ('210522110', 125.15, 41.33),  -- 华来
    ('210522111', 125.35, 41.40),  -- 古城
    ('210522201', 125.33, 41.23)   -- 雅河
) as point (code, longitude, latitude) where township.code = point.code;
